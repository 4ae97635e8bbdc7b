"""The engine of the conversation: a log of commands, replayed, and a policy that asks.

Plain Python: no screen, no database, no French. ``values`` says what a value is (no source, no
value), ``commands`` what may happen, ``flow`` what is asked, ``dialogue`` folds the log into the
present, ``policy`` chooses the one next question.
"""
