#!/bin/sh
echo told "$@" >> told.txt
