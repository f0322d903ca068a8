"""Evidence (佐证材料): files that prove what a form says, per indicator."""
