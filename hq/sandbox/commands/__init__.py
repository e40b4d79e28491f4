"""The commands of `zhanggui-sandbox`."""
