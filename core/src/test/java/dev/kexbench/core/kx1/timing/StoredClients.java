package dev.kexbench.core.kx1.timing;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.core.identity.ServerKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A thousand clients, and the table of them as a real server reads it. */
record StoredClients(List<ClientCredentials> all, ClientTable table) {
  static StoredClients of(ServerKeys keys, Random random) throws IOException {
    List<ClientCredentials> all =
        IntStream.range(0, 1_000).mapToObj(i -> client("client" + i, random)).toList();
    Path folder = Files.createTempDirectory("kx1-timing");
    ServerFolder files = new ServerFolder(folder);
    files.write(keys, all);
    ClientTable table = files.readTable(SecretFiles.Modes.CHECKED);
    try (Stream<Path> written = Files.list(folder)) {
      for (Path file : written.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    return new StoredClients(all, table);
  }

  private static ClientCredentials client(String name, Random random) {
    byte[] root = new byte[ClientTable.ROOT_BYTES];
    random.nextBytes(root);
    return new ClientCredentials(ClientId.ofName(name), root, Optional.empty(), name);
  }
}
