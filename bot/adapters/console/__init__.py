"""The console: a conversation in a terminal, or one answer for each line of standard input.

session   reads lines, makes each a Call, asks the responder, prints the Reply
formatter Reply ─▶ lines of text, wrapped to a width or not at all
layout    lines of text: wrapping, margins, tables
pages     the bodies that answer no question; ledger, those that tell of the issues
terminal  where it is printed: colours if supported, quiet when the reader goes away
"""
