package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ServerIdentity;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Everything an agent needs to execute its part of a run.
 *
 * @param title of the run
 * @param options load options as strings by long name, as in a plan file
 * @param targets as HOST:PORT
 * @param admission whether the server asks for admission tags
 * @param server by what clients recognise it
 * @param clients the enrolled clients that handshakes are made for
 */
public record Assignment(
    String title,
    Map<String, String> options,
    List<String> targets,
    boolean admission,
    ServerIdentity server,
    List<ClientCredentials> clients) {
  /**
   * The clients that one of several agents uses, so that no two agents share a client. All clients
   * if no client is left for that agent.
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
