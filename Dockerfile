# docgen as a container: it reads and writes /work, and needs no network when it runs.
#   docker build -t docgen .
#   docker run --rm --network none -v "$PWD:/work" --user "$(id -u):$(id -g)" docgen generate goals.yaml --out out
# How to use it, and how to build it smaller: docs/guides/install.en.md, docs/guides/install.zh.md.
FROM debian:13-slim AS build
# Debian keeps one version of a package per release and mends it in place: a pinned one would soon be gone.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY requirements/ requirements/
# "full" holds every extra; "run" leaves out object storage, many machines, live fetching and examining PDF (60 MB).
ARG PINS=full
RUN python3 -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --require-hashes --requirement requirements/build.txt
RUN python3 -m venv --without-pip /opt/docgen \
    && /opt/build/bin/pip --python /opt/docgen/bin/python install --no-cache-dir --only-binary :all: \
        --require-hashes --requirement "requirements/$PINS.txt"
COPY pyproject.toml README.md README.zh.md CHANGELOG.md LICENSE ./
COPY docgen/ docgen/
COPY samples/ samples/
COPY templates/ templates/
# The wheel, as anybody would install it: what runs is what is published.
RUN /opt/build/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir dist . \
    && /opt/build/bin/pip --python /opt/docgen/bin/python install --no-cache-dir --no-deps --no-index dist/*.whl

FROM debian:13-slim
LABEL org.opencontainers.image.title="docgen" \
      org.opencontainers.image.description="Performance-goal documents from one structured spec" \
      org.opencontainers.image.licenses="MIT"
# Pango and HarfBuzz lay out PDF. Fonts come with docgen.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libharfbuzz-subset0 libpangoft2-1.0-0 python3 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin docgen
COPY --from=build /opt/docgen /opt/docgen
# The cache lies where any user may write, because --user may name one that this image does not know.
ENV PATH="/opt/docgen/bin:$PATH" LANG=C.UTF-8 HOME=/tmp XDG_CACHE_HOME=/tmp/cache
WORKDIR /work
USER 10001
ENTRYPOINT ["docgen"]
CMD ["--help"]
