"""A folder of articles in, verbatim quotes out. Pure, synchronous, knows nothing of chat.

    build   folder ─▶ loaders ─▶ cleaning ─▶ passages ─▶ embedders ─▶ stores, lexical   (writing)
    ask     question ─▶ ranking (vectors, words, tokens) ─▶ quotes, confidence ─▶ Answer | NoAnswer

What is public: `index.build.build`, `index.search.Searcher`, the values in `index.records`, the
options in `index.options` and the errors in `index.errors`.
"""
