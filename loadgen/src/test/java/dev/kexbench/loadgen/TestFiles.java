package dev.kexbench.loadgen;

import dev.kexbench.core.identity.ClientFile;
import dev.kexbench.core.identity.ServerFolder;
import java.nio.file.Path;

/** The shared keys and clients as files. */
record TestFiles(Path folder) {
  /** Writes them. */
  static TestFiles in(Path folder) {
    TestFiles files = new TestFiles(folder.resolve("keys"));
    files.server().write(TestExchange.KEYS, TestExchange.CLIENTS);
    ClientFile.writeCredentials(files.clients(), TestExchange.CLIENTS);
    return files;
  }

  ServerFolder server() {
    return new ServerFolder(folder);
  }

  /** What the clients know of themselves. */
  Path clients() {
    return folder.resolve("credentials.csv");
  }
}
