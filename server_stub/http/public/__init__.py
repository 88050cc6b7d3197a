"""Pages, forms and scripts for the public: no cookies, no scripts on pages, nothing from elsewhere."""
