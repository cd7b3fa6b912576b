# An image of the archive, with every command but test (docs/ci.md):
#   mvn package && docker build -t kexbench .
FROM eclipse-temurin:25-jre AS unpack
ADD loadgen/target/kexbench-*.tar.gz /unpacked/
RUN mv /unpacked/kexbench-* /kexbench

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="kexbench" org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --create-home --home-dir /work kexbench
COPY --from=unpack /kexbench/lib /opt/kexbench/lib
COPY --from=unpack /kexbench/scripts /opt/kexbench/scripts
COPY --from=unpack /kexbench/LICENSE /kexbench/THIRD-PARTY.txt /kexbench/sbom.cdx.json /kexbench/revision /opt/kexbench/
ENV PATH="/opt/kexbench/scripts:${PATH}" KEXBENCH_INSTALL="no"
# Keys, tables and reports: mount a folder here that the user 10001 can write.
WORKDIR /work
USER 10001
CMD ["loadtest", "--help"]
