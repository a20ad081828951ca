"""How Northwind dresses the hub: its own colours, light and dark, as northwind.css has them."""

APPEARANCE = {
    "variables": {
        "--vh-color-primary": "light-dark(#14674b, #6bcaa4)",
        "--vh-color-background": "light-dark(#f5f4ef, #121614)",
        "--vh-color-text": "light-dark(#1b2420, #e9ece9)",
        "--vh-border-radius": "10px",
    }
}
