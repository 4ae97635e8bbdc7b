"""Simulated people: lives made from a seed, and somebody who plays each of them.

``pools`` holds the words, ``life`` what is true, ``voice`` how it is spelt, ``person`` what is
answered, ``play`` the conversation on the real engine, ``check`` what must hold afterwards.
"""
