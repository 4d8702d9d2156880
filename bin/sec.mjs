#!/usr/bin/env node
import { runProcess, sec } from "./commands.mjs";

await runProcess(sec);
