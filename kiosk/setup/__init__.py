"""Before the evening: the event, its guest list, its products, its printer."""
