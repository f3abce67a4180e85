# Dateline in a container, with the CPU build of torch:
#
#   docker build -t dateline .
#   docker run -it --rm --env-file .env -v "$PWD/articles:/app/articles:ro" -v dateline:/app/data dateline

FROM python:3.11-slim AS packages
WORKDIR /setup
RUN python -m venv /venv
COPY requirements-torch.txt requirements.txt ./
# The same two steps as in the Makefile; the larger one first, as it changes least.
RUN /venv/bin/python -m pip install --no-cache-dir --no-deps \
        --index-url https://download.pytorch.org/whl/cpu --requirement requirements-torch.txt
RUN /venv/bin/python -m pip install --no-cache-dir --no-deps --require-hashes \
        --requirement requirements.txt

FROM python:3.11-slim
RUN useradd --create-home --uid 1000 dateline
COPY --from=packages /venv /venv
WORKDIR /app
COPY LICENSE README.md ./
COPY articles articles
COPY index index
COPY bot bot
# Owned before it becomes a volume, so that a fresh volume can be written to.
RUN mkdir data && chown dateline:dateline data
USER dateline
ENV PATH="/venv/bin:$PATH" PYTHONUNBUFFERED=1
VOLUME ["/app/articles", "/app/data"]
CMD ["python", "-m", "bot"]
