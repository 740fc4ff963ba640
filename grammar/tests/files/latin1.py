# -*- coding: latin-1 -*-
né = "é"
