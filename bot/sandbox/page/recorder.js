// The browser's camera and microphone, opened for one use and closed again.

const AUDIO = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
const SHAPES = {
  selfie: { width: { ideal: 1280 }, height: { ideal: 960 }, facingMode: "user" },
  video: { width: { ideal: 640 }, height: { ideal: 480 }, facingMode: "user" },
  note: {
    width: { ideal: 480 },
    height: { ideal: 480 },
    aspectRatio: { ideal: 1 },
    facingMode: "user",
  },
};
const VIDEO_TYPES = ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"];
const AUDIO_TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const VIDEO_BITS = 1_600_000;
const AUDIO_BITS = 64_000;
const JPEG_QUALITY = 0.92;

/** Open what `mode` needs: selfie, video, note or voice. */
export function openDevices(mode) {
  if (!navigator.mediaDevices?.getUserMedia)
    throw new DOMException("no media devices", "NotFoundError");
  const video = SHAPES[mode] ?? false;
  return navigator.mediaDevices.getUserMedia({ video, audio: mode === "selfie" ? false : AUDIO });
}

/** Let go of camera and microphone. */
export function closeDevices(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** A still of what the camera sees now, as JPEG. */
export function takePicture(video) {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d").drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", JPEG_QUALITY));
}

function supported(types) {
  return types.find((type) => MediaRecorder.isTypeSupported(type)) ?? "";
}

function extension(type) {
  if (type.includes("mp4")) return type.startsWith("audio") ? "m4a" : "mp4";
  return type.includes("ogg") ? "ogg" : "webm";
}

/** Start recording; `stop()` resolves to {blob, name, seconds, width, height}. */
export function startRecording(stream, mode) {
  const type = supported(mode === "voice" ? AUDIO_TYPES : VIDEO_TYPES);
  const recorder = new MediaRecorder(stream, {
    mimeType: type,
    videoBitsPerSecond: VIDEO_BITS,
    audioBitsPerSecond: AUDIO_BITS,
  });
  const chunks = [];
  const began = performance.now();
  const shape = stream.getVideoTracks()[0]?.getSettings() ?? {};
  recorder.addEventListener(
    "dataavailable",
    (event) => event.data.size > 0 && chunks.push(event.data),
  );
  const done = new Promise((resolve, reject) => {
    recorder.addEventListener("error", (event) => reject(event.error));
    recorder.addEventListener("stop", () => {
      const bare = type.split(";")[0];
      const seconds = (performance.now() - began) / 1000;
      resolve({
        blob: new Blob(chunks, { type: bare }),
        name: `${mode}.${extension(type)}`,
        seconds,
        width: shape.width,
        height: shape.height,
      });
    });
  });
  recorder.start(500);
  return {
    elapsed: () => (performance.now() - began) / 1000,
    stop: () => {
      if (recorder.state !== "inactive") recorder.stop();
      return done;
    },
  };
}

/** Follow how loud the microphone is; `onLevel` hears 0 to 1. Returns a stop function. */
export function followLevel(stream, onLevel) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
    onLevel(Math.min(1, Math.sqrt(power) * 4));
  }, 100);
  return () => {
    clearInterval(timer);
    if (context.state !== "closed") context.close();
  };
}
