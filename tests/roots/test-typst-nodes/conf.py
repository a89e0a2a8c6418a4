import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = author = 'Ada Example'
extensions = ['sphinx_cv', 'stamps']
