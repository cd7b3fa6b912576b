package dev.kexbench.core.exchange;

/**
 * Other keys of a server side in use. Clients that name the keys in use until then are served as
 * well, for as long as the server wants.
 */
public interface KeyRotation {
  /**
   * Prepares the calling thread for these keys, as {@link ServerSide#warm} does. Each thread that
   * runs crypto calls it before they come into use.
   */
  void warm();

  /**
   * From now on the side uses these keys, also on connections that are open, and serves clients
   * that name the previous ones. Keys from before those are given up.
   */
  void begin();

  /**
   * Gives up the previous keys, unless another rotation has begun since.
   *
   * @return whether it did
   */
  boolean end();
}
