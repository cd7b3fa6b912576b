package dev.kexbench.core.identity;

import dev.kexbench.core.crypto.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The table of a server's folder, to which clients are added and from which they are removed. Every
 * change replaces the file atomically and leaves other rows and comments unchanged. Any number of
 * processes may change it at the same time: each waits until the others have finished.
 */
public record ClientRegister(Path table, SecretFiles.Modes modes) {
  /** Passes on every client's id and name, in table order; the name may be empty. */
  public void forEach(BiConsumer<ClientId, String> to) {
    ClientFile.readTable(
        table,
        modes,
        client -> {
          to.accept(client.id(), client.name());
          return true;
        });
  }

  /**
   * Checks that these names can be enrolled.
   *
   * @throws IdentityFileException if one of their ids is already in the table, or occurs twice
   */
  public void requireFree(List<String> names) {
    Set<ClientId> wanted = new HashSet<>();
    for (String name : names) {
      if (!wanted.add(ClientId.ofName(name))) {
        throw new IdentityFileException("the client '" + name + "' is named twice; name it once");
      }
    }
    forEach(
        (id, name) -> {
          if (wanted.contains(id)) {
            throw taken(id, name);
          }
        });
  }

  private IdentityFileException taken(ClientId id, String name) {
    return new IdentityFileException(
        String.format(
            "the id %s of '%s' is taken in %s; remove that client first, or choose another name",
            id, name, table));
  }

  /**
   * Appends clients.
   *
   * @throws IdentityFileException if one of their ids is already in the table, or occurs twice; the
   *     table is then unchanged
   */
  public void add(List<ClientCredentials> clients) {
    TableLock.holding(table, () -> append(clients));
  }

  private void append(List<ClientCredentials> clients) {
    requireFree(clients.stream().map(ClientCredentials::name).toList());
    String text = SecretFiles.read(table, "client file", modes);
    String end = text.endsWith("\n") ? "" : "\n";
    SecretFiles.write(table, text + end + ClientFile.tableRows(clients));
  }

  /**
   * Removes the client with the id of this name or, if there is none, the client whose row has this
   * name.
   *
   * @throws IdentityFileException if there is no such client, or several rows have the name
   */
  public void remove(String name) {
    TableLock.holding(table, () -> cut(name));
  }

  private void cut(String name) {
    ClientId id = ClientId.ofName(name);
    List<Place> places = places(row -> row.id().equals(id));
    if (places.isEmpty()) {
      places = places(row -> row.name().equals(name));
    }
    if (places.size() != 1) {
      throw new IdentityFileException(
          String.format("%d clients in %s are called '%s'", places.size(), table, name));
    }
    String text = SecretFiles.read(table, "client file", modes);
    Place row = places.get(0);
    SecretFiles.write(table, text.substring(0, row.from()) + text.substring(row.to()));
  }

  /**
   * The position of a row in the table's text, including its line terminator: from (inclusive), to
   * (exclusive).
   */
  private record Place(int from, int to) {}

  private List<Place> places(Predicate<ClientCredentials> wanted) {
    List<Place> found = new ArrayList<>();
    try (ClientRows rows = ClientRows.open(table, modes, ClientFile.TABLE)) {
      while (rows.next()) {
        ClientCredentials client = rows.ofTable();
        if (wanted.test(client)) {
          found.add(new Place(Math.toIntExact(rows.start()), Math.toIntExact(rows.end())));
        }
        Secrets.wipe(client.root());
      }
    }
    return found;
  }
}
