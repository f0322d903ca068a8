"""What can be asked of ziping: read, assess, explain. The same for the command line and for pages."""
