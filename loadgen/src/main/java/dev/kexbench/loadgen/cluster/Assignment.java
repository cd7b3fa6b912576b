package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ServerPublicKey;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All that an agent needs to know of a run to do its part.
 *
 * @param title of the run
 * @param options of the load as texts by long name, as a plan file has them
 * @param targets as HOST:PORT
 * @param admission whether the server asks for admission tags
 * @param key the server's, to be pinned
 * @param clients in whose names handshakes are made
 */
public record Assignment(
    String title,
    Map<String, String> options,
    List<String> targets,
    boolean admission,
    ServerPublicKey key,
    List<ClientCredentials> clients) {
  /**
   * Those of the clients that one of several agents is, so that no two are the same; where there
   * are fewer clients than agents, all of them.
   */
  List<ClientCredentials> clientsOf(int index, int of) {
    List<ClientCredentials> own =
        IntStream.range(0, clients.size())
            .filter(i -> i % of == index)
            .mapToObj(clients::get)
            .toList();
    return own.isEmpty() ? clients : own;
  }
}
