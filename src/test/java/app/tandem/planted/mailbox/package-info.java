/** May use nothing, and uses the engine all the same. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package app.tandem.planted.mailbox;
