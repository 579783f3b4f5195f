//! The diagram from the outside: states in, nodes, edges and changes out.
