Console.WriteLine("usage: SyncWorker.Benchmarks NAME");
