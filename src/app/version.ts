/** Version of the app, as package.json has it; put in by the build. */
export const APP_VERSION: string = __APP_VERSION__;
