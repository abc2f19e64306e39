#!/usr/bin/env bash
echo needs bash
