# The command line tool as an image: docker run --rm -v "$PWD:/work:ro" IMAGE build.log
# What is built needs Node and nothing else; nothing is built in here.
FROM node:24.11.1-alpine3.22
COPY dist LICENSE /usr/local/lib/whydunit/
RUN ln -s /usr/local/lib/whydunit/cli.js /usr/local/bin/whydunit
USER node
WORKDIR /work
ENTRYPOINT ["whydunit"]
