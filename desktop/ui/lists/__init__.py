"""Virtual list views: only the rows on screen are ever measured or painted."""
