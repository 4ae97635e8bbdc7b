"""Who accompanies whom, and where: territories, structures, référents and their stand-ins."""
