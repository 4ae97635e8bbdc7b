// The certified provider library that FranceConnect and ProConnect are built on, with their shapes:
// one client for each of our providers, and a person who logs in without being asked.
import Provider from "oidc-provider";

const { PORT, CLIENTS, KEYS } = process.env;
const issuer = `http://localhost:${PORT}/api/v2`;

const people = {
  amina: {
    given_name: "Amina Leïla", family_name: "BENALI", birthdate: "1994-05-06",
    email: "amina@example.org",
  },
  paul: { given_name: "Paul", usual_name: "Martin", email: "paul@exemple.fr", siret: "00000000010001" },
};

const provider = new Provider(issuer, {
  clients: JSON.parse(CLIENTS),
  jwks: JSON.parse(KEYS),
  cookies: { keys: ["a key of the test"] },
  acrValues: ["eidas1", "eidas2", "eidas3", "eidas1-mfa"],
  claims: {
    openid: ["sub"], acr: null, amr: null, auth_time: null,
    given_name: ["given_name"], family_name: ["family_name"], usual_name: ["usual_name"],
    preferred_username: ["preferred_username"], birthdate: ["birthdate"], email: ["email"],
    siret: ["siret"],
  },
  scopes: ["openid", "given_name", "family_name", "usual_name", "preferred_username", "birthdate", "email", "siret"],
  features: {
    devInteractions: { enabled: false },
    claimsParameter: { enabled: true },
    jwtUserinfo: { enabled: true },
    encryption: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource(context, form) { context.body = form; },
    },
  },
  enabledJWA: {
    idTokenSigningAlgValues: ["ES256", "RS256"],
    userinfoSigningAlgValues: ["ES256", "RS256"],
    idTokenEncryptionAlgValues: ["RSA-OAEP-256", "ECDH-ES"],
    idTokenEncryptionEncValues: ["A256GCM"],
    userinfoEncryptionAlgValues: ["RSA-OAEP-256", "ECDH-ES"],
    userinfoEncryptionEncValues: ["A256GCM"],
    clientAuthSigningAlgValues: ["ES256", "RS256"],
  },
  clientAuthMethods: ["client_secret_post", "private_key_jwt"],
  pkce: { required: () => false },
  routes: {
    authorization: "/authorize", token: "/token", userinfo: "/userinfo", jwks: "/jwks",
    end_session: "/session/end",
  },
  ttl: { AuthorizationCode: 30, AccessToken: 60, IdToken: 60, Grant: 600, Session: 600, Interaction: 600 },
  interactions: { url: (context, interaction) => `/api/v2/interaction/${interaction.uid}` },
  findAccount: (context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
  async loadExistingGrant(context) {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope([...context.oidc.requestParamScopes].join(" "));
    grant.addOIDCClaims(["acr", "amr", "auth_time"]);
    await grant.save();
    return grant;
  },
});

// Under a path, as theirs are.
const inside = provider.callback();
const http = await import("node:http");
http.createServer(async (request, response) => {
  request.originalUrl = request.url;
  request.url = request.url.replace(/^\/api\/v2/, "") || "/";
  const found = request.url.match(/^\/interaction\/([\w-]+)$/);
  if (!found) return inside(request, response);
  const details = await provider.interactionDetails(request, response);
  const pro = details.params.client_id === "pro";
  const acr = pro ? "eidas1-mfa" : (details.params.acr_values || "eidas1").split(" ")[0];
  await provider.interactionFinished(request, response, {
    login: { accountId: pro ? "paul" : "amina", acr, amr: ["pwd"] },
  });
}).listen(Number(PORT), "localhost", () => console.log("ready"));
