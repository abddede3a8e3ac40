"""How do finished files reach the disk?"""

from docgen.delivery.names import file_name, same_name
from docgen.delivery.save import save

__all__ = ["file_name", "same_name", "save"]
