"""The look of every screen: tokens, text, icons and widgets that know nothing of selling."""
