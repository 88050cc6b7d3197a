"""Files: how long they live, whether they are what they say, the samples customers send and how they were drawn."""
