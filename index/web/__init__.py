"""From an address of the web to a file among the articles. Nothing else of `index` goes there.

URL ─▶ Fetcher ─▶ Fetched ─▶ article_in ─▶ WebArticle ─▶ Shelf ─▶ articles/2026-01-25-title.md
          │                       │                        └─ .versions/: what it said before
          │                       └─ NoArticleError: a paywall, a consent page, an error page
          └─ FetchError: reach (which hosts), robots (what a site asks for), pace, limits

feeds.toml ─▶ read_round: the entries that are new, each as above, and Seen remembers them
"""
