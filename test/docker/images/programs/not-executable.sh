#!/bin/sh
echo may not be executed
