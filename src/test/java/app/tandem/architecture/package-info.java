/** Proves that the code keeps the house rules, and that each rule would notice a violation. */
package app.tandem.architecture;
