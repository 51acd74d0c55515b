// A server that says hello over HTTP, on the TypeScript SDK, stateless, with JSON answers.
// Usage: node hello_http.mjs; prints its port.
import { createServer } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { z } from "zod";

// Without sessions the SDK wants a server and a transport for each request.
function hello() {
  const server = new McpServer({ name: "hello", version: "1" });
  server.registerTool(
    "echo",
    {
      description: "Says a text, repeated up to a size.",
      inputSchema: { text: z.string(), size: z.number().int() },
    },
    async ({ text, size }) => ({
      content: [
        { type: "text", text: text.repeat(Math.floor(size / text.length) + 1).slice(0, size) },
      ],
    }),
  );
  return server;
}

const listener = createServer(async (request, response) => {
  const server = hello();
  const options = { sessionIdGenerator: undefined, enableJsonResponse: true };
  const transport = new StreamableHTTPServerTransport(options);
  response.on("close", () => {
    transport.close();
    server.close();
  });
  await server.connect(transport);
  await transport.handleRequest(request, response);
});
listener.keepAliveTimeout = 60_000;
listener.listen(0, "127.0.0.1", () => console.log(listener.address().port));
