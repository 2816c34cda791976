"""A name that data may give a class or a method, made to do harm where it is drawn."""

HOSTILE = '<i onload="x">Tree</i> & co'
