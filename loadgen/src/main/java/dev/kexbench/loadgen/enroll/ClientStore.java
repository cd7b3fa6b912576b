package dev.kexbench.loadgen.enroll;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientRegister;
import dev.kexbench.loadgen.database.Database;
import dev.kexbench.loadgen.database.JdbcRegister;
import java.util.List;
import java.util.function.BiConsumer;

/** Where a server's clients are: its folder's table, or one in a database. */
sealed interface ClientStore {
  /** As {@link ClientRegister#requireFree}. */
  void requireFree(List<String> names);

  /** As {@link ClientRegister#add}. */
  void add(List<ClientCredentials> clients);

  /** As {@link ClientRegister#remove}. */
  void remove(String name);

  /** As {@link ClientRegister#forEach}. */
  void forEach(BiConsumer<ClientId, String> to);

  /** A file. */
  record InFile(ClientRegister register) implements ClientStore {
    @Override
    public void requireFree(List<String> names) {
      register.requireFree(names);
    }

    @Override
    public void add(List<ClientCredentials> clients) {
      register.add(clients);
    }

    @Override
    public void remove(String name) {
      register.remove(name);
    }

    @Override
    public void forEach(BiConsumer<ClientId, String> to) {
      register.forEach(to);
    }

    /** The file's path. */
    @Override
    public String toString() {
      return register.table().toString();
    }
  }

  /** A database. */
  record InDatabase(JdbcRegister register) implements ClientStore {
    InDatabase(Database database) {
      this(new JdbcRegister(database));
    }

    @Override
    public void requireFree(List<String> names) {
      register.requireFree(names);
    }

    @Override
    public void add(List<ClientCredentials> clients) {
      register.add(clients);
    }

    @Override
    public void remove(String name) {
      register.remove(name);
    }

    @Override
    public void forEach(BiConsumer<ClientId, String> to) {
      register.forEach(to);
    }

    /** The kind of database, without the rest of its URL. */
    @Override
    public String toString() {
      return register.database().toString();
    }
  }
}
