"""The content of the passport: experiences, savoir-être, know-how, certificates, languages."""
