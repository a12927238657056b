/** What our scripts meet in the page and did not make: Office.js, Flow's client, Microsoft's sign-in library. */

export declare const createNestablePublicClientApplication: (configuration: unknown) => Promise<any>;
export declare const InteractionRequiredAuthError: new () => Error;

declare global {
  interface Window {
    /** Office.js; not there where its script did not come. */
    Office?: any;
    /** What Office.onReady said. */
    officeReady: Promise<{ host: string | null; platform: string | null }>;
    /** Gives back what office.js takes away. */
    tandemRestoreHistory(): void;
    /** Flow's client. */
    Vaadin?: { connectionState?: { state: string; addStateChangeListener(heard: () => void): void } };
  }
}
