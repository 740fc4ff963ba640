# -*- coding: utf-8 -*-
né = "é"
ﬁx = K = 1
