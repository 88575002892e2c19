# The server with its dashboard. `docker compose up` starts it with PostgreSQL and Redis.

FROM node:20-slim AS build
WORKDIR /app
ENV TURBO_TELEMETRY_DISABLED=1 NEXT_TELEMETRY_DISABLED=1
COPY . .
# No install scripts: nothing here needs one, and none is trusted with this machine.
RUN npm ci --ignore-scripts --no-audit --no-fund \
  && npx turbo run build \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf apps/web/.next/cache

FROM node:20-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8000 GANTRY_AUTH=token GANTRY_DATA_DIR=/data
RUN mkdir /data && chown node:node /data
COPY --from=build --chown=root:root /app /app
USER node
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the container's first process, so that `docker stop` reaches it and it can finish what runs.
CMD ["node", "apps/server/dist/main.js"]
