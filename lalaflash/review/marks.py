"""The characters that stand around what a card asks for, on their way to the screen. No author's text holds them."""

BEGIN, END = "\x02", "\x03"
