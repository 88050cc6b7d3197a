"""Parts of the gateway as the composition root puts them together: each builds its services, routes and workers."""
