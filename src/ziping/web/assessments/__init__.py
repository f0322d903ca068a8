"""What the rules said of a form, kept until the form or one that was judged beside it changes."""
