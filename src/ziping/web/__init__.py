"""The web application: a thin door over ``app``, one folder for each thing that people do."""
