#!/usr/bin/env node
import { evcorr, runProcess } from "./commands.mjs";

await runProcess(evcorr);
