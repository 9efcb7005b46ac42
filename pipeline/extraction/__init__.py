"""From blocks to what the papers say: recommendations, their categories, responses and their statuses."""
